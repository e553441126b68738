using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Providers.Tests;

public sealed class RecordedClientsTests
{
    private const string Secret = "ssssssssssssssssssssssssssssssss";

    [Fact]
    public void No_recorded_request_is_left_out()
    {
        IReadOnlyList<RecordedRequest> all = RecordedRequest.All();
        string[] lines = [.. Directory.EnumerateFiles(RecordedRequest.Folder).SelectMany(File.ReadLines)];

        lines.Should().HaveCount(52);
        all.Should().HaveCount(52);
        all.Select(request => request.Provider).GroupBy(provider => provider).ToDictionary(group => group.Key, group => group.Count())
            .Should().Equal(new Dictionary<string, int> { ["flickr"] = 3, ["lastfm"] = 38, ["rtm"] = 4, ["ipernity"] = 7 });
    }

    [Theory]
    [MemberData(nameof(RecordedRequest.Of), "flickr", MemberType = typeof(RecordedRequest))]
    [MemberData(nameof(RecordedRequest.Of), "rtm", MemberType = typeof(RecordedRequest))]
    public void S19_Flickr_and_Remember_The_Milk_sign_every_parameter_after_the_secret(string file, int line)
    {
        SimulatedRequest request = RecordedRequest.Find(file, line).ToRequest();
        SimulatedParameters sent = request.Query.MergedWith(request.Form);

        string signature = ConcatSignature.Compute(sent.Values.Where(pair => pair.Key != "api_sig"), Secret, "");

        signature.Should().Be(sent["api_sig"]);
    }

    [Theory]
    [MemberData(nameof(RecordedRequest.Of), "lastfm", MemberType = typeof(RecordedRequest))]
    [MemberData(nameof(RecordedRequest.Of), "ipernity", MemberType = typeof(RecordedRequest))]
    public void Every_parameter_is_read_as_the_recorder_read_it(string file, int line)
    {
        RecordedRequest recorded = RecordedRequest.Find(file, line);
        SimulatedRequest request = recorded.ToRequest();

        foreach ((string name, SimulatedParameters read) in new[] { ("query", request.Query), ("form", request.Form) })
        {
            IEnumerable<KeyValuePair<string, string>> expected = recorded.Json.GetProperty(name).EnumerateArray()
                .Select(pair => new KeyValuePair<string, string>(pair[0].GetString()!, pair[1].GetString()!));
            read.All.Should().Equal(expected);
        }
    }
}
