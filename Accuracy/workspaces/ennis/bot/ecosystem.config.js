module.exports = { apps: [{ name: "finn", script: "dist/index.js", max_memory_restart: "300M" }] };
