using Auth.Frob.Desktop.Keys;
using Auth.Frob.Desktop.Screens;

namespace Auth.Frob.Desktop.Tests;

/// <summary>What the tests do in processes of their own: <c>dotnet Auth.Frob.Desktop.Tests.dll ORDER ARGUMENT...</c></summary>
public static class Worker
{
    public static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["make-key", var bus]:
                // All workers wait for the same line, so that they ask at the same moment.
                Console.WriteLine("ready");
                Console.ReadLine();
                var source = new SecretServiceSource(new SecretServiceOptions { BusAddress = bus });
                StoreKey key = await source.ForWritingAsync();
                Console.WriteLine(key.Id);
                return 0;
            case ["ask-password"]:
                var typed = await new TerminalScreen().AskAsync(SignInQuestion.Password, CancellationToken.None);
                Console.WriteLine($"{typed?.Length} letters were typed.");
                return 0;
            default:
                await Console.Error.WriteLineAsync("The tests start this themselves.");
                return 2;
        }
    }
}
