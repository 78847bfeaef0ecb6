const { TestEnvironment } = require('jest-environment-node');

/**
 * Jest gives each test file its own Float32Array and BigInt64Array. Native addons make and check for the process's own, so ONNX Runtime would refuse
 * every tensor; share them, as jest-environment-node itself does for Uint8Array.
 */
module.exports = class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    Object.assign(this.global, { Float32Array, BigInt64Array });
  }
};
