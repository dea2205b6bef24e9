export const name = "duel";
export async function run(interaction) {
  await interaction.reply("Umbrellas at dawn.");
}
