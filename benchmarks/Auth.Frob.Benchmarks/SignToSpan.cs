using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;

namespace Auth.Frob.Benchmarks;

/// <summary>A signature into a span, against one MD5 of the same bytes.</summary>
public class SignToSpan : Subject
{
    public override string Name => "signature to a span";

    public override double? MostTimes => 1.25;

    public override long? MostBytes => 0;

    [Benchmark(Baseline = true)]
    public override int Limit()
    {
        Span<byte> digest = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(TypicalCall.Base, digest);
        return digest[0] >> 4;
    }

    [Benchmark]
    public override int Ours()
    {
        Span<char> hex = stackalloc char[32];
        TypicalCall.Signer.Sign(TypicalCall.Parameters, "auth.getSession", TypicalCall.Secret, hex);
        return TypicalCall.Digit(hex[0]);
    }
}
