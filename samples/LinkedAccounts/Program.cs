using LinkedAccounts;
using LinkedAccounts.Services;

const string Simulate = "--simulate";

await using var simulated = args.Contains(Simulate) ? await SampleServices.StartAsync() : null;
var own = simulated is null ? null : Directory.CreateTempSubdirectory("linked-accounts-");
try
{
    await using var site = Site.Build([.. args.Where(arg => arg != Simulate)], builder =>
    {
        builder.Configuration.AddInMemoryCollection(simulated?.Settings ?? new Dictionary<string, string?>());
        // Keys to throw away make grants to throw away.
        if (own is not null)
            builder.Configuration.AddInMemoryCollection([new("Data", own.FullName)]);
    });
    if (MissingKeys.Of(site.Configuration) is { Length: > 0 } missing)
    {
        Console.Error.WriteLine(MissingKeys.Text(missing));
        return 2;
    }
    await site.StartAsync();
    var address = new Uri(site.Urls.First());
    simulated?.Register(new Uri(address, "/signin-ipernity"));
    Console.WriteLine(simulated is null
        ? $"The site is at {address}"
        : $"The site is at {address}\nBoth services are simulated: sign in there as {simulated.Person.Name} with {simulated.Person.Password}\nCtrl-C ends all of it.");
    await site.WaitForShutdownAsync();
    return 0;
}
finally
{
    own?.Delete(recursive: true);
}
