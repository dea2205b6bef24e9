module.exports.runtime = { handler: async () => "12" };
