module.exports = { uiPort: 1880, credentialSecret: "rain-on-slate-71", flowFile: "flows.json" };
