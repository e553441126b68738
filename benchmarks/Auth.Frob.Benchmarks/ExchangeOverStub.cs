using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Auth.Frob.LastFm;
using Auth.Frob.Outcomes;
using BenchmarkDotNet.Attributes;

namespace Auth.Frob.Benchmarks;

/// <summary>A whole exchange over a stub transport, against a bare POST of the same bytes, its reply read, and one MD5 of the base string.</summary>
public class ExchangeOverStub : Subject
{
    private static readonly Uri Address = new("https://ws.audioscrobbler.com/2.0/");
    private static readonly MediaTypeHeaderValue FormType = new("application/x-www-form-urlencoded");
    private static readonly HttpMessageInvoker Transport = new(new StubTransport(SessionReply.Json));
    private static readonly byte[] Form = Encoding.ASCII.GetBytes(
        $"api_key={TypicalCall.Key}&method=auth.getSession&token={TypicalCall.Frob}&format=json&api_sig={TypicalCall.Key}");

    private readonly FrobClient _client;
    private readonly PendingConsent _pending;

    public ExchangeOverStub()
    {
        _client = Client(Transport);
        using var begins = new HttpMessageInvoker(new StubTransport(Encoding.ASCII.GetBytes($$"""{"token":"{{TypicalCall.Frob}}"}""")));
        var begun = Client(begins).BeginAsync(new ConsentRequest { Flow = "desktop" });
        _pending = begun.IsCompletedSuccessfully ? begun.GetAwaiter().GetResult().Value! : throw new InvalidOperationException("The stub did not answer at once.");
    }

    public override string Name => "exchange over a stub transport";

    public override double? MostTimes => null;

    public override long? MostBytes => 2560;

    [Benchmark(Baseline = true)]
    public override int Limit()
    {
        Span<byte> digest = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(TypicalCall.Base, digest);
        return Ended(PostAsync());
    }

    [Benchmark]
    public override int Ours()
    {
        var exchange = _client.ExchangeAsync(_pending, ConsentReturn.None);
        return exchange.IsCompletedSuccessfully ? exchange.GetAwaiter().GetResult().Value!.Token.Reveal().Length : throw new InvalidOperationException();
    }

    private static int Ended(Task<int> task) => task.IsCompletedSuccessfully ? task.GetAwaiter().GetResult() : throw new InvalidOperationException();

    private async Task<int> PostAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address);
        request.Headers.TryAddWithoutValidation("User-Agent", "Benchmarks/1.0");
        request.Content = new ByteArrayContent(Form);
        request.Content.Headers.ContentType = FormType;
        using var response = await Transport.SendAsync(request, CancellationToken.None).ConfigureAwait(false);
        return (await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false)).Length > 0 ? TypicalCall.Frob.Length : 0;
    }

    private static FrobClient Client(HttpMessageInvoker transport) => new FrobBuilder().UseTransport(transport).AddLastFm(static o =>
    {
        o.ApiKey = TypicalCall.Key;
        o.SharedSecret = TypicalCall.Shared;
        o.AppName = "Benchmarks";
        o.AppVersion = "1.0";
    }).Build()["lastfm"];
}
