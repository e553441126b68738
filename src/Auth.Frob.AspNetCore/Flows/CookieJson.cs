using System.Text.Json.Serialization;
using Auth.Frob.AspNetCore.Links;

namespace Auth.Frob.AspNetCore.Flows;

/// <summary>How what is kept in cookies is written, before it is protected.</summary>
[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(OpenFlow))]
[JsonSerializable(typeof(HeldGrant))]
internal sealed partial class CookieJson : JsonSerializerContext;
