/* dataview 0.5.67 */ module.exports = {};
