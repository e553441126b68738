using QRCoder;
using QRCoder.Exceptions;

namespace Auth.Frob.Desktop.Screens;

/// <summary>A QR code in half blocks, two modules above each other in one character.</summary>
internal static class QrCode
{
    /// <summary>The lines of the code; null where the text is too long for one, or the code too wide.</summary>
    /// <remarks>Light modules are drawn, dark ones are left out: most terminals are dark, and readers take the other kind too.</remarks>
    public static IReadOnlyList<string>? Lines(string text, int columns)
    {
        try
        {
            using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.L);
            var rows = data.ModuleMatrix;
            return rows.Count < columns ? [.. Enumerable.Range(0, (rows.Count + 1) / 2).Select(i => Line(rows, i * 2))] : null;
        }
        catch (DataTooLongException)
        {
            return null;
        }
    }

    private static string Line(List<System.Collections.BitArray> rows, int at) => string.Create(rows.Count, (rows, at), static (line, code) =>
    {
        for (var x = 0; x < line.Length; x++)
        {
            var isLightAbove = !code.rows[code.at][x];
            var isLightBelow = code.at + 1 < code.rows.Count && !code.rows[code.at + 1][x];
            line[x] = (isLightAbove, isLightBelow) switch { (true, true) => '█', (true, false) => '▀', (false, true) => '▄', _ => ' ' };
        }
    });
}
