module.exports = {
    flowFile: 'flows.json',
    credentialSecret: "wvpzaCVnIJrTqErrRPR727KT5fvbPFMF",
    uiPort: process.env.PORT || 1880,
    logging: { console: { level: "info", metrics: false } }
}
