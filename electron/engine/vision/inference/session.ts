import ort from 'onnxruntime-node';
import type { Provider } from './inference-protocol.ts';

/** Opens a model on one execution provider, without a fall back to another. Its errors are thrown, not written. */
export async function openSession(modelPath: string, provider: Provider, threads: number): Promise<ort.InferenceSession> {
  ort.env.logLevel = 'fatal';
  return ort.InferenceSession.create(modelPath, {
    executionProviders: [provider],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 4,
  });
}
