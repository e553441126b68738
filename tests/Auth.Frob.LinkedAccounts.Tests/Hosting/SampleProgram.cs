using System.Diagnostics;

namespace Auth.Frob.LinkedAccounts.Tests.Hosting;

/// <summary>The sample as it was built, to be started as a process of its own.</summary>
internal static class SampleProgram
{
    /// <summary>What stands before the site's address in the first line that a site says.</summary>
    public const string Said = "The site is at ";

    public static ProcessStartInfo With(IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(own.Parent!.Parent!.FullName, "LinkedAccounts", own.Name, "LinkedAccounts.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true };
        foreach (var (name, value) in settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        return start;
    }
}
