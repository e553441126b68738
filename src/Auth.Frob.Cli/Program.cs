using System.Runtime.InteropServices;
using Auth.Frob.Cli;

using var stop = new CancellationTokenSource();
// Both signals ask for a clean stop; without this the process would die in the middle of a line.
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await FrobCommand.RunAsync(args, Surroundings.OfTheProcess(), stop.Token);

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
