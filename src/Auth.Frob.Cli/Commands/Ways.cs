using Auth.Frob.Cli.Output;
using Auth.Frob.Desktop;

namespace Auth.Frob.Cli.Commands;

/// <summary>The ways back, in the words of the command line and in sentences.</summary>
internal static class Ways
{
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<WayBack>().Select(Word)];

    /// <summary>The word on the command line.</summary>
    public static string Word(WayBack way) => way switch
    {
        WayBack.Loopback => "loopback",
        WayBack.Poll => "poll",
        WayBack.Enter => "enter",
        WayBack.Paste => "paste",
        _ => "password",
    };

    /// <summary>The way of a word; null for none, and with a fault where there is no such way.</summary>
    public static WayBack? Read(string? word, List<string> faults)
    {
        if (word is null)
            return null;
        foreach (var way in Enum.GetValues<WayBack>())
        {
            if (string.Equals(Word(way), word, StringComparison.OrdinalIgnoreCase))
                return way;
        }
        faults.Add("--way: " + UsageText.NoSuch("way back", word, Names));
        return null;
    }

    /// <summary>How the program learns of the consent, as a sentence to the person.</summary>
    public static string Sentence(WayBack way) => way switch
    {
        WayBack.Loopback => "When you allow access, your browser comes back to this program by itself.",
        WayBack.Poll => "When you allow access, this program learns of it by asking the service.",
        WayBack.Enter => "When you have allowed access, you say so here.",
        WayBack.Paste => "When you have allowed access, you paste here what your browser shows.",
        _ => "Your name and password go to the service and are kept nowhere.",
    };
}
