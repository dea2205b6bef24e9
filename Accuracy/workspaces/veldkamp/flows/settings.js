module.exports = {
    flowFile: 'flows.json',
    credentialSecret: "Twaalf-eenden-op-een-rij-903",
    uiPort: process.env.PORT || 1880,
}
