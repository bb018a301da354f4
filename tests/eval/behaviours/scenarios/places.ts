/** Stretches of the places that several scenarios watch, relative to the picture. */
export const lawn = [[0.05, 0.55], [0.35, 0.55], [0.45, 0.85], [0.05, 0.85]] as const;
export const crossing = [[0.5, 0.42], [0.8, 0.42], [0.95, 0.6], [0.62, 0.6]] as const;
export const hallEnd = [[0.38, 0.3], [0.68, 0.3], [0.78, 0.55], [0.34, 0.55]] as const;
export const lobby = [[0.05, 0.68], [0.6, 0.68], [0.68, 0.93], [0.03, 0.93]] as const;
export const hardShoulder = [[0.71, 0.25], [0.8, 0.25], [0.88, 0.95], [0.7, 0.95]] as const;
export const road = [[0.02, 0.36], [0.98, 0.44], [0.98, 0.72], [0.5, 0.58], [0.02, 0.46]] as const;
export const lanes = [[0.5, 0.3], [0.69, 0.3], [0.69, 0.95], [0.12, 0.95]] as const;
export const middleOfHall = [[0.28, 0.42], [0.78, 0.42], [0.82, 0.7], [0.24, 0.7]] as const;
