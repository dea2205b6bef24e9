// page-shot URL FILE: one picture of one page
const eyes = require('page-eyes');
const png = require('png-write');
const [url, file] = process.argv.slice(2);
eyes.look(url).then((pixels) => png.write(file, pixels));
