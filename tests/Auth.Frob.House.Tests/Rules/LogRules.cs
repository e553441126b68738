using System.Text.RegularExpressions;
using Auth.Frob.House.Tests.Reading;

namespace Auth.Frob.House.Tests.Rules;

/// <summary>What is logged is counted, named and timed, never shown.</summary>
public sealed partial class LogRules
{
    [Fact]
    public void No_log_template_takes_a_secret() =>
        Repository.ShippedCSharp.SelectMany(Told).ShouldBeNone("log the kind, the instance or the length, in a constant template");

    [Theory]
    [InlineData("logger.LogInformation(\"Got {Token}\", token);")]
    [InlineData("logger.LogDebug(exception, \"Got {FrobSecret} of {Instance}\", x, y);")]
    [InlineData("_logger.Log(LogLevel.Information, \"{sessionKey}\", x);")]
    [InlineData("[LoggerMessage(1, LogLevel.Debug, \"Answer {body}\")] static partial void Answered(ILogger logger, string body);")]
    [InlineData("[LoggerMessage(Level = LogLevel.Debug, Message = \"Redirect to {ConsentUri}\")]")]
    [InlineData("LoggerMessage.Define<string>(LogLevel.Debug, id, \"{api_sig}\")")]
    [InlineData("logger.LogWarning($\"Signed {name}\");")]
    [InlineData("logger.LogWarning(\"Signed {Name}\", secret.Reveal());")]
    [InlineData("activity?.SetTag(\"frob.token\", grant.Token.Reveal());")]
    [InlineData("logger.LogTrace(\"Sent {@Request} \" + \"with {Password:x}\", a, b);")]
    public void A_secret_in_a_log_template_is_found(string code) => Told(Faults.Fixture(code)).Should().NotBeEmpty();

    [Theory]
    [InlineData("logger.LogInformation(\"Flow {Flow} of {Instance}: {Kind} after {Elapsed}\", a, b, c, d);")]
    [InlineData("logger.LogInformation(\"Token of {TokenLength} characters\", n);")]
    [InlineData("math.Log(x); var s = \"{Token}\";")]
    [InlineData("// logger.LogDebug(\"{Token}\")")]
    [InlineData("var shown = token.Reveal();")]
    public void A_harmless_template_passes(string code) => Told(Faults.Fixture(code)).Should().BeEmpty();

    private static IEnumerable<string> Told(SourceFile file)
    {
        CSharpText source = file.CSharp;
        foreach (Match call in Call().Matches(source.Code))
        {
            int open = call.Index + call.Length - 1, close = source.Closing(open), line = source.LineOf(call.Index);
            if (Reveal().IsMatch(source.Code[open..close])) yield return file.At(line, "reveals a secret to a log");
            foreach (Literal literal in source.Literals.Where(literal => literal.Start > open && literal.End <= close + 1))
            {
                if (literal.IsInterpolated) yield return file.At(line, $"interpolates into a log: {literal.Text}");
                foreach (string hole in Hole().Matches(literal.Text).Select(match => match.Groups[1].Value).Where(IsSecret))
                    yield return file.At(line, $"logs {{{hole}}}");
            }
        }
    }

    private static bool IsSecret(string hole)
    {
        string[] words = [.. Word().Matches(hole).Select(match => match.Value.ToUpperInvariant())];
        return words is not [.., "LENGTH" or "COUNT" or "KIND" or "NAME"] && (words.Any(Secrets.Contains) || words is [.., "CONSENT" or "CALLBACK", "URI"]);
    }

    private static readonly HashSet<string> Secrets =
    [
        "SECRET", "TOKEN", "FROB", "VERIFIER", "STATE", "PASSWORD", "SIGNATURE", "SIG", "KEY", "SK", "CODE",
        "AUTHORIZATION", "COOKIE", "BODY", "ENVELOPE", "HEADERS",
    ];

    [GeneratedRegex(
        @"\.\s*Log(Trace|Debug|Information|Warning|Error|Critical)?\s*\("
        + @"|\bLoggerMessage\s*(\.\s*Define(Scope)?\s*(<[^()]*>)?\s*)?\("
        + @"|\.\s*(BeginScope|SetTag|AddTag|AddEvent)\s*\(")]
    private static partial Regex Call();

    [GeneratedRegex(@"\.\s*Reveal\s*\(")]
    private static partial Regex Reveal();

    [GeneratedRegex(@"(?<!\{)\{@?\$?(\w+)[^{}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+(?![a-z])")]
    private static partial Regex Word();
}
