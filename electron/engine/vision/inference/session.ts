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
    // Threads that wait by spinning take the processor from decoding: twice the CPU time for the same picture on a busy machine.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
    graphOptimizationLevel: 'all',
    logSeverityLevel: 4,
  });
}
