using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;

namespace Auth.Frob.Benchmarks;

/// <summary>A signature as a string, against one MD5 of the same bytes.</summary>
public class SignToString : Subject
{
    public override string Name => "signature to a string";

    public override double? MostTimes => 1.30;

    public override long? MostBytes => 88;

    [Benchmark(Baseline = true)]
    public override int Limit()
    {
        Span<byte> digest = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(TypicalCall.Base, digest);
        return digest[0] >> 4;
    }

    [Benchmark]
    public override int Ours() =>
        TypicalCall.Digit(TypicalCall.Signer.Sign(TypicalCall.Parameters, "auth.getSession", TypicalCall.Secret)[0]);
}
