module.exports = { Kassa: class { async execute() { return [[]]; } } };
