using System.Text.Unicode;

namespace Auth.Frob.Replies;

/// <summary>Chooses by content, never by content type: servers label XML as text/html and JSON as text/javascript.</summary>
internal sealed record ContentReplyReader : ReplyReader
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public override ReplyReading Read(ReadOnlyMemory<byte> body, ReplyShape shape)
    {
        var reading = new ReplyReading(shape);
        if (body.Span.StartsWith(ByteOrderMark))
            body = body[3..];
        var start = body.Span.IndexOfAnyExcept(" \t\r\n"u8);
        var fault = start < 0 ? "the reply is empty"
            : body.Length > MaxLength ? "the reply is larger than 1 MiB"
            : !Utf8.IsValid(body.Span) ? "the reply is not UTF-8" : null;
        if (fault is not null)
            reading.Fail(fault);
        else if (body.Span[start] is (byte)'{' or (byte)'[')
            JsonReplies.Read(body.Span[start..], shape, reading);
        else if (body.Span[start] == (byte)'<')
            XmlReplies.Read(body[start..], shape, reading);
        else
            FormReplies.Read(body.Span[start..], shape, reading);
        return reading;
    }
}
