using Auth.Frob.Desktop.Keys;

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
            default:
                await Console.Error.WriteLineAsync("The tests start this themselves.");
                return 2;
        }
    }
}
