using System.Security.Cryptography;
using System.Text;

namespace Auth.Frob.Testing.Simulation;

/// <summary>
/// The signature of the frob family, computed the service's way: an MD5 over names and values in the order of their bytes.
/// </summary>
/// <remarks>Written for the services alone; a client under test brings its own.</remarks>
public static class ConcatSignature
{
    /// <summary>Computes a signature.</summary>
    /// <param name="parameters">The parameters that are signed, decoded.</param>
    /// <param name="before">What stands before them: the secret, or nothing.</param>
    /// <param name="after">What stands after them: the secret, or the method's name and the secret.</param>
    /// <returns>32 lower-case hex digits.</returns>
    public static string Compute(IEnumerable<KeyValuePair<string, string>> parameters, string before, string after)
    {
        List<(byte[] Name, string Value)> sorted = [.. parameters.Select(pair => (Encoding.UTF8.GetBytes(pair.Key), pair.Value))];
        sorted.Sort((x, y) => x.Name.AsSpan().SequenceCompareTo(y.Name));
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        md5.AppendData(Encoding.UTF8.GetBytes(before));
        foreach ((byte[] name, string value) in sorted)
        {
            md5.AppendData(name);
            md5.AppendData(Encoding.UTF8.GetBytes(value));
        }

        md5.AppendData(Encoding.UTF8.GetBytes(after));
        return Convert.ToHexStringLower(md5.GetHashAndReset());
    }

    /// <summary>Compares a signature that was sent with the right one, in any case of its hex digits.</summary>
    /// <param name="sent">The signature that was sent.</param>
    /// <param name="right">The signature that was computed.</param>
    /// <returns>True where they agree.</returns>
    public static bool Agrees(string sent, string right) => string.Equals(sent, right, StringComparison.OrdinalIgnoreCase);
}
