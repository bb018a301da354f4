/** The Node that runs everything; `process.execPath` tells of the stand-in's executable instead, as in Electron. */
export const nodeExecutable = process.execPath;
