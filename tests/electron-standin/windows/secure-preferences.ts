/** The stand-in only knows the sandboxed, isolated renderer, and a program that asks for another must hear of it. */
export function refuseInsecure(preferences: Electron.WebPreferences): void {
  const wrong = {
    'contextIsolation: false': preferences.contextIsolation === false,
    'sandbox: false': preferences.sandbox === false,
    'nodeIntegration: true': preferences.nodeIntegration === true,
    'nodeIntegrationInWorker: true': preferences.nodeIntegrationInWorker === true,
    'nodeIntegrationInSubFrames: true': preferences.nodeIntegrationInSubFrames === true,
    'webSecurity: false': preferences.webSecurity === false,
    'allowRunningInsecureContent: true': preferences.allowRunningInsecureContent === true,
    'experimentalFeatures: true': preferences.experimentalFeatures === true,
    'webviewTag: true': preferences.webviewTag === true,
  };
  for (const [name, asked] of Object.entries(wrong)) if (asked) throw new Error(`stand-in: webPreferences ${name} is refused`);
}
