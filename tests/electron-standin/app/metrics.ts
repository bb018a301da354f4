import { utilities } from '../utility/utility-process.ts';

function metric(pid: number, type: Electron.ProcessMetric['type'], name?: string): Electron.ProcessMetric {
  return {
    pid,
    type,
    ...(name === undefined ? {} : { name }),
    creationTime: Date.now() - process.uptime() * 1000,
    cpu: { percentCPUUsage: 0, idleWakeupsPerSecond: 0 },
    memory: { workingSetSize: Math.round(process.memoryUsage.rss() / 1024), peakWorkingSetSize: Math.round(process.memoryUsage.rss() / 1024) },
  };
}

/** The main process and the utility processes; Chromium's own are not listed. */
export function appMetrics(): Electron.ProcessMetric[] {
  return [metric(process.pid, 'Browser'), ...[...utilities].flatMap(({ pid, serviceName }) => (pid === undefined ? [] : [metric(pid, 'Utility', serviceName)]))];
}
