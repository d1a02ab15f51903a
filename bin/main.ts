/**
 * Where the host service and the server of remote sessions begin. Sessions begin in session.ts, their
 * runspaces in runspace.ts, the service's threads in threads.ts.
 */
const [, , word, ...args] = process.argv;

if (word === 'host') void import('./roles/host.ts').then(role => role.main(args));
else void import('./roles/serve.ts').then(role => role.main(args));
