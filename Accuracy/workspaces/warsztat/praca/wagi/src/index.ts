export const tare = (massGrams: number) => Math.round(massGrams);
