using Auth.Frob.Errors;
using Microsoft.Extensions.Configuration;
using PluginHost;

const string Usage = """
    usage: PluginHost SETTINGS.json [--plugins DIRECTORY] [--any] [--unload NAME]

    Loads providers that it was not compiled with, signs in with each that the settings configure, makes one signed
    call with each, unloads one and shows what its grant answers then.

      SETTINGS.json   Frob: the instances; Calls: an address for each; Ask: permissions; Allowed: plugin files with their SHA-256; AllowedDependencies: the libraries that they bring
      --plugins       where the plugins lie; default: the folder "plugins" beside this program
      --any           loads any plugin there; without it only what Allowed lists
      --unload        the plugin to unload at the end; default: the first

    exit codes: 0 done, 1 a sign-in or a call failed, 2 something is wrong with the arguments, the settings or a plugin
    """;

if (args.Contains("--help"))
{
    Console.WriteLine(Usage);
    return 0;
}
if (Arguments.Read(args) is not { } arguments)
{
    Console.Error.WriteLine(Usage);
    return 2;
}
try
{
    var settings = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(arguments.Settings)).Build();
    await using var tour = new Tour(settings, arguments);
    return await tour.RunAsync(Console.In, Console.Out) ? 0 : 1;
}
catch (Exception wrong) when (wrong is FrobUsageException or FileNotFoundException or InvalidDataException)
{
    // Our own messages name every fault, with the file and what to do.
    Console.Error.WriteLine(wrong.Message);
    return 2;
}
