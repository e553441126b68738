using System.Text.Json.Serialization;

namespace Auth.Frob.AspNetCore.Links;

/// <summary>How the list of links is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LinkList))]
internal sealed partial class LinkJson : JsonSerializerContext;
