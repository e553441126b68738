using System.Globalization;
using Auth.Frob.Desktop;
using Auth.Frob.Desktop.Keys;
using Auth.Frob.Desktop.Storage;
using Auth.Frob.Desktop.StoreWorker;
using Auth.Frob.Extensions.Grants;

// A process of its own on a store: StoreWorker DIRECTORY WHAT ARGUMENT. The key is beside the store, so that a full disk is the store's alone.
if (args is not [var directory, var what, var argument])
    return 2;
using var store = new FileGrantStore(new FileStoreOptions { Directory = directory, Keys = [new KeyFileSource(directory + ".key")] });
var key = new GrantKey("lastfm", "shared");
try
{
    switch (what)
    {
        case "count":
            await Work.CountAsync(store, key, argument);
            break;
        case "loop":
            // Started early, so that the start of one is not waited for between two.
            if (Console.ReadLine() is null)
                return 2;
            await Work.LoopAsync(store, key, argument);
            break;
        case "put":
            await store.PutAsync(key, Work.Grant(argument));
            break;
        case "fill":
            await Work.FillAsync(store, key, int.Parse(argument, CultureInfo.InvariantCulture));
            break;
        case "probe":
            if (await store.ProbeAsync() is { } fault)
                throw fault;
            break;
        case "show":
            Console.WriteLine((await store.FindAsync(key))?.Grant?.Token.Reveal().Split('.')[0] ?? "nothing");
            break;
        case "hold":
            using (await StoreLock.TakeAsync(new StoreDirectory(directory), TimeProvider.System, default))
            {
                Console.WriteLine("held");
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, default);
            }
            break;
        default:
            return 2;
    }
    return 0;
}
catch (StoreException fault)
{
    Console.WriteLine($"{fault.Message} | {fault.Remedy}");
    return 3;
}
