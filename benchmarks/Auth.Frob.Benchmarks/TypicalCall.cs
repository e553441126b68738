using System.Text;
using Auth.Frob.LastFm;
using Auth.Frob.Signing;
using Auth.Frob.Slots;

namespace Auth.Frob.Benchmarks;

/// <summary>auth.getSession as it is sent: four parameters, of which the format is not signed; a base string of 129 bytes.</summary>
internal static class TypicalCall
{
    public const string Key = "00000000000000000000000000000001";
    public const string Frob = "cccccccccccccccccccccccccccccccc";
    public const string Shared = "ssssssssssssssssssssssssssssssss";

    public static SignatureRecipe Signer { get; } = (SignatureRecipe)LastFmRecipe.Provider.Signer!;

    public static Secret Secret { get; } = new(Shared);

    public static WireParameter[] Parameters { get; } =
        [new("api_key", Key), new("method", "auth.getSession"), new("token", Frob, true), new("format", "json")];

    public static byte[] Base { get; } = Encoding.UTF8.GetBytes($"api_key{Key}methodauth.getSessiontoken{Frob}{Shared}");

    /// <summary>The first digit of a signature, to be held against the first half of the limit's first byte.</summary>
    public static int Digit(char hex) => hex <= '9' ? hex - '0' : hex - 'a' + 10;
}
