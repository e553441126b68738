using System.Text;
using Auth.Frob.Errors;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;
using Auth.Frob.Replies;
using Auth.Frob.Slots;
using Auth.Frob.Tests.Scripted;

namespace Auth.Frob.Tests.Replies;

/// <summary>Sends replies through a client whose recipe reads a little of everything.</summary>
internal sealed class ReadReply : IDisposable
{
    private static readonly Slot Flag = new("flag"), More = new("more"), Extra = new("extra");

    private static readonly FrobProvider Provider = Tiny.Provider with
    {
        Flows =
        [
            Tiny.Direct with
            {
                Exchange =
                [
                    Tiny.Call("signIn", new("username", Slot.Username), new("password", Slot.Password)) with
                    {
                        Reads =
                        [
                            new(Slot.Token, "session.key", "key"),
                            new ReplyField(Slot.TokenSecret, "session.secret", "secret").Optional(),
                            new ReplyField(Slot.AccountName, "session.name", "session.user.name", "name").Optional(),
                            new ReplyField(Flag, "session.flag").Optional(),
                            new ReplyField(Slot.Permissions, "session.permissions", "session.perms").All(),
                            new ReplyField(More, "session.more").All(),
                            new ReplyField(Extra, "session.extra").All(),
                        ],
                    },
                ],
            },
        ],
    };

    private readonly Bench _bench = new(Provider);

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public void Dispose() => _bench.Dispose();

    public Task<FrobResult<Grant>> AnyAsync(byte[] body) => _bench.SignInAsync(ScriptedTransport.Answer(body));

    public async Task<Grant> GoodAsync(string body) => (await _bench.SignInAsync(body)).Value!;

    public async Task<FrobError> BadAsync(byte[] body, int status = 200)
    {
        var error = (await _bench.SignInAsync(ScriptedTransport.Answer(body, status))).Error!;
        error.HttpStatus.Should().Be(status);
        error.Length.Should().BeLessThanOrEqualTo(ReplyReader.MaxLength + 1);
        return error;
    }

    public Task<FrobError> BadAsync(string body, int status = 200) => BadAsync(Utf8(body), status);
}
