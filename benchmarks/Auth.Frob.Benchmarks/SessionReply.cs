using Auth.Frob.Internal;
using Auth.Frob.LastFm;
using Auth.Frob.Replies;

namespace Auth.Frob.Benchmarks;

/// <summary>A session reply in both formats, and the shape that the real call looks for in it, errors included.</summary>
internal static class SessionReply
{
    public static byte[] Json { get; } =
        """{"session":{"subscriber":0,"name":"alice","key":"kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"}}"""u8.ToArray();

    public static byte[] Xml { get; } =
        """
        <?xml version="1.0" encoding="utf-8"?>
        <lfm status="ok">
          <session>
            <name>alice</name>
            <key>kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk</key>
            <subscriber>0</subscriber>
          </session>
        </lfm>
        """u8.ToArray();

    public static ReplyShape Shape { get; } =
        new ClientPlan(LastFmRecipe.Provider, new LastFmOptions { ApiKey = TypicalCall.Key, SharedSecret = TypicalCall.Shared })
            .FindFlow("desktop")!.Exchange[0].Shape;

    public static int Read(byte[] body)
    {
        var values = ReplyReader.ByContent.Read(body, Shape).Values;
        return values[Token]!.Length + values[Name]!.Length;
    }

    private static readonly int Token = Shape.IndexOf("session.key");
    private static readonly int Name = Shape.IndexOf("session.name");
}
