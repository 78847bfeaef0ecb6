// ONNX Runtime reports its use to its maker, and keeps a device id in the home folder, unless this is set before it is loaded.
// What Numera reads stays on the machine.
process.env['ORT_DISABLE_TELEMETRY'] = '1';
