module.exports = {
    flowFile: 'flows.json',
    credentialSecret: "EGNCyMahYm3UNkbzy0Jzha6CnClDIaF0",
    flowFilePretty: true,
    uiPort: process.env.PORT || 1880,
    logging: { console: { level: "info", metrics: false, audit: false } },
}
