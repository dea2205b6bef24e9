export default { id: "flags" };
