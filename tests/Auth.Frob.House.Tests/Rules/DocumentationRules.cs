using System.Reflection;
using System.Xml.Linq;
using Auth.Frob.House.Tests.Reading;

namespace Auth.Frob.House.Tests.Rules;

/// <summary>Whatever a user can see says what it means.</summary>
public sealed class DocumentationRules
{
    [Fact]
    public void Extensions_in_a_namespace_of_the_framework_are_looked_at_too() =>
        Members.ShippedTypes().Select(type => type.Name).Should().Contain("FrobServiceCollectionExtensions");

    [Fact]
    public void Every_public_member_is_documented() =>
        Repository.ShippedProjects.SelectMany(project => Undocumented(project.Assembly.WrittenTypes(), DocumentationOf(project.Assembly)))
            .ShouldBeNone("give it a <summary> of one sentence about its meaning (a <param> for a record's positional property), or <inheritdoc/>");

    [Fact]
    public void Members_without_meaning_are_found() =>
        Undocumented([typeof(Fixtures.Told)], DocumentationOf(typeof(DocumentationRules).Assembly))
            .Select(fault => fault.Split("Told.")[1].Split('(')[0])
            .Should().BeEquivalentTo("BadEmpty", "BadField", "BadPositional", "BadMissing");

    [Fact]
    public void Ids_of_strange_signatures_are_those_of_the_compiler() =>
        Undocumented([typeof(Fixtures.Strange<>), typeof(Fixtures.Strange<>.Inner<>)], DocumentationOf(typeof(DocumentationRules).Assembly)).Should().BeEmpty();

    private static Dictionary<string, XElement> DocumentationOf(Assembly assembly)
    {
        XDocument file = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"));
        return file.Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);
    }

    private static IEnumerable<string> Undocumented(IEnumerable<Type> types, Dictionary<string, XElement> documentation) =>
        from type in types.Where(type => type.IsVisible || IsProtectedNested(type))
        from member in new MemberInfo[] { type }.Concat(typeof(Delegate).IsAssignableFrom(type) ? [] : type.GetMembers(Members.Declared).Where(IsSeen))
        where member is not Type nested || nested == type
        where !IsDocumented(member, type, documentation)
        select DocumentationId.Of(member);

    private static bool IsDocumented(MemberInfo member, Type type, Dictionary<string, XElement> documentation)
    {
        if (documentation.TryGetValue(DocumentationId.Of(member), out XElement? own) && HasMeaning(own)) return true;
        if (!type.IsRecord() || !documentation.TryGetValue(DocumentationId.Of(type), out XElement? record)) return false;
        return member switch
        {
            PropertyInfo property => HasParameter(record, property.Name),
            ConstructorInfo constructor => constructor.GetParameters().All(parameter => HasParameter(record, parameter.Name!)),
            _ => false,
        };
    }

    private static bool HasMeaning(XElement member) =>
        member.Element("inheritdoc") is not null
        || (member.Element("summary") is { } summary && (summary.HasElements || !string.IsNullOrWhiteSpace(summary.Value)));

    private static bool HasParameter(XElement record, string name) =>
        record.Elements("param").Any(parameter => parameter.Attribute("name")?.Value == name && !string.IsNullOrWhiteSpace(parameter.Value));

    private static bool IsProtectedNested(Type type) =>
        type is { IsNested: true, DeclaringType.IsVisible: true } && (type.IsNestedFamily || type.IsNestedFamORAssem);

    // Without what the compiler makes, what says nothing of its own (overrides, plain constructors), and accessors, whose property speaks for them.
    private static bool IsSeen(MemberInfo member) => !Members.IsMade(member) && member switch
    {
        ConstructorInfo constructor => IsSeen(constructor) && constructor.GetParameters().Length > 0,
        MethodInfo method => IsSeen(method) && !method.IsOverride() && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)),
        PropertyInfo property => property.Name != "EqualityContract" && property.GetAccessors(true).Any(accessor => IsSeen(accessor) && !accessor.IsOverride()),
        EventInfo @event => IsSeen(@event.AddMethod!),
        FieldInfo field => (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && !field.IsSpecialName,
        _ => false,
    };

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;
}
