import * as skills from '../../../src/agent/library/skills.js';
import Vec3 from 'vec3';
export async function main(bot) {
  for (let i = 0; i < 12; i++) { await skills.breakBlockAt(bot, -211 - i, 12, 88); }
  skills.log(bot, 'tunnel 12 longer');
}
