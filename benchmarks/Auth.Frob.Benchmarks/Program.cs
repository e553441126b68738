using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Auth.Frob.Benchmarks;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

if (args is not ["ratios", ..])
{
    var config = DefaultConfig.Instance
        .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance))
        .AddDiagnoser(MemoryDiagnoser.Default);
    BenchmarkSwitcher.FromAssembly(typeof(Subject).Assembly).Run(args, config);
    return 0;
}

Subject[] subjects = [new SignToSpan(), new SignToString(), new ReadJsonReply(), new ReadXmlReply(), new ExchangeOverStub()];
foreach (var subject in subjects)
{
    if (subject.Limit() != subject.Ours())
        throw new InvalidOperationException($"'{subject.Name}' and its limit do not do the same.");
}
RatioRow[] rows = [.. subjects.Select(Ratios.Measure)];
if (args.Contains("--json"))
{
    Console.WriteLine(JsonSerializer.Serialize(rows, new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
}
else
{
    Console.WriteLine("| subject | ratio | bytes | must | ok |");
    Console.WriteLine("|---|--:|--:|---|---|");
    foreach (var row in rows)
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {row.Subject} | {row.Ratio:0.00} | {row.Bytes} | {row.Must} | {(row.Ok ? "yes" : "NO")} |"));
}
return rows.All(static r => r.Ok) ? 0 : 1;
