import { PrismaClient } from "@prisma/client";

const prisma = new PrismaClient();
export const remember = (user, text) => prisma.memory.create({ data: { user, text } });
