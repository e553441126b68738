using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

namespace Auth.Frob.Extensions.Calls;

/// <summary>Reads of a request's body what a signature covers, and no more.</summary>
internal static class CallBody
{
    /// <summary>How much of a body is held in memory so that it can be signed.</summary>
    public const int MostHeld = 64 * 1024;

    private const string Form = "application/x-www-form-urlencoded";
    private const string Parts = "multipart/form-data";
    private const string Length = "Content-Length";

    public static BodyKind KindOf(HttpContent? content) => content?.Headers.ContentType?.MediaType switch
    {
        null => content is null ? BodyKind.None : BodyKind.Other,
        var type when type.Equals(Form, StringComparison.OrdinalIgnoreCase) => BodyKind.Form,
        var type when type.Equals(Parts, StringComparison.OrdinalIgnoreCase) => BodyKind.Parts,
        _ => BodyKind.Other,
    };

    /// <summary>Whether a request could be sent a second time with the same body.</summary>
    public static bool CanBeSentAgain(HttpRequestMessage request) => CanBeReadAgain(request.Content);

    /// <summary>Adds what a form says, as it travels.</summary>
    public static async ValueTask AddFormAsync(SigningDraft to, HttpContent form, string instance, CancellationToken cancellationToken)
    {
        if (form.Headers.ContentEncoding.Count > 0 || form.Headers.ContentMD5 is not null)
            throw Misuse.Of(instance, "Content", "the form is packed or has a digest, and the signature must go into it: pack it beneath the signing handler");
        to.AddEncoded(await TextAsync(form, MostHeld, "the form", instance, cancellationToken).ConfigureAwait(false), WirePlace.Body);
    }

    /// <summary>Adds the parts that are text; of files nothing is read.</summary>
    public static async ValueTask AddPartsAsync(SigningDraft to, HttpContent content, string instance, CancellationToken cancellationToken)
    {
        if (content is not MultipartContent parts || BoundaryOf(content) is null)
            throw Misuse.Of(instance, "Content", "a body in parts is signed part by part: write it as MultipartFormDataContent");
        var room = MostHeld;
        foreach (var part in parts.Where(IsText))
        {
            var name = part.Headers.ContentDisposition!.Name!.Trim('"');
            var value = await TextAsync(part, room, $"the part '{name}'", instance, cancellationToken).ConfigureAwait(false);
            room -= Encoding.UTF8.GetByteCount(value);
            to.Add(new WireParameter(name, value));
        }
    }

    public static string? BoundaryOf(HttpContent parts) =>
        parts.Headers.ContentType?.Parameters.FirstOrDefault(static p => p.Name.Equals("boundary", StringComparison.OrdinalIgnoreCase))?.Value?.Trim('"');

    private static bool IsText(HttpContent part) =>
        part.Headers.ContentDisposition is { Name.Length: > 0, FileName: null, FileNameStar: null }
        && part.Headers.ContentType?.MediaType?.StartsWith("text/", StringComparison.OrdinalIgnoreCase) != false;

    private static async ValueTask<string> TextAsync(HttpContent content, int room, string what, string instance, CancellationToken cancellationToken)
    {
        if (!IsUtf8(content.Headers.ContentType))
            throw Misuse.Of(instance, "Content", $"{what} is in another charset than UTF-8, which signatures are made of: write it in UTF-8");
        var saysLength = content.Headers.NonValidated.Contains(Length);
        try
        {
            if (content.Headers.ContentLength is not { } length || length <= room)
            {
                // It stays in the content: what could be read once can be read again now.
                await content.LoadIntoBufferAsync(room, cancellationToken).ConfigureAwait(false);
                return Encoding.UTF8.GetString(await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
            }
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            // Said below: a length that was not known turned out to be too much.
        }
        finally
        {
            // To ask for the length writes it down, and a part travels with what is written down.
            if (!saysLength)
                content.Headers.Remove(Length);
        }
        throw Misuse.Of(
            instance, "Content", $"{what} is too large: no more than 64 KiB of text can be signed. Send what is large as a part with a file name");
    }

    private static bool IsUtf8(MediaTypeHeaderValue? type) => type?.CharSet?.Trim('"').ToLowerInvariant() is null or "utf-8" or "utf8" or "us-ascii";

    private static bool CanBeReadAgain(HttpContent? content)
    {
        try
        {
            return content switch
            {
                null or ByteArrayContent or ReadOnlyMemoryContent or JsonContent => true,
                MultipartContent parts => parts.All(CanBeReadAgain),
                // A form is held in memory as soon as it is signed.
                _ when KindOf(content) == BodyKind.Form => true,
                StreamContent => content.ReadAsStream().CanSeek,
                _ => false,
            };
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }
}
