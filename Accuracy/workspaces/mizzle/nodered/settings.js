module.exports = {
    flowFile: 'flows.json',
    credentialSecret: "98c277ddb94a6a9bce5eb1d839f2f523b2569b04bcb0bba6fb705826926b2824",
    flowFilePretty: true,
    adminAuth: {
        type: "credentials",
        users: [{ username: "beatriz", password: "$2y$08$CBfCENMapuNzJgETAVeHmPDRJieJhHLT9JyzhHLyHY7N2weQeA9jm", permissions: "*" }]
    },
    uiPort: process.env.PORT || 1880,
    contextStorage: { default: { module: "localfilesystem" } },
    logging: { console: { level: "info", metrics: false, audit: false } },
    functionExternalModules: true
}
