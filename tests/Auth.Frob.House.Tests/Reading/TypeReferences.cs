using System.Reflection;
using System.Reflection.Emit;

namespace Auth.Frob.House.Tests.Reading;

/// <summary>Every type that a type refers to: in its shape, its attributes and the code of its methods, nested and compiler-made types included.</summary>
internal static class TypeReferences
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue =
        typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>The outermost types, without the type itself.</summary>
    public static IReadOnlySet<Type> Of(Type type)
    {
        HashSet<Type> found = [];
        CollectType(type, found);
        found.Remove(type);
        return found;
    }

    private static void CollectType(Type type, HashSet<Type> found)
    {
        Add(type.BaseType, found);
        foreach (Type contract in type.GetInterfaces()) Add(contract, found);
        foreach (Type parameter in type.GetGenericArguments()) AddConstraints(parameter, found);
        AddAttributes(type, found);
        foreach (MemberInfo member in type.GetMembers(Declared)) CollectMember(member, found);
    }

    private static void CollectMember(MemberInfo member, HashSet<Type> found)
    {
        AddAttributes(member, found);
        switch (member)
        {
            case Type nested: CollectType(nested, found); break;
            case FieldInfo field: Add(field.FieldType, found); break;
            case PropertyInfo property: Add(property.PropertyType, found); break;
            case EventInfo @event: Add(@event.EventHandlerType, found); break;
            case MethodBase method:
                AddSignature(method, found);
                foreach (ParameterInfo parameter in method.GetParameters()) AddAttributes(parameter, found);
                if (method.IsGenericMethodDefinition) foreach (Type parameter in method.GetGenericArguments()) AddConstraints(parameter, found);
                CollectBody(method, found);
                break;
        }
    }

    private static void CollectBody(MethodBase method, HashSet<Type> found)
    {
        if (method.GetMethodBody() is not { } body) return;
        foreach (LocalVariableInfo local in body.LocalVariables) Add(local.LocalType, found);
        foreach (ExceptionHandlingClause clause in body.ExceptionHandlingClauses)
            if (clause.Flags == ExceptionHandlingClauseOptions.Clause) Add(clause.CatchType, found);

        Type[] ofType = method.DeclaringType!.GetGenericArguments();
        Type[] ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : [];
        foreach (int token in Tokens(body.GetILAsByteArray() ?? [])) AddMember(method.Module.ResolveMember(token, ofType, ofMethod), found);
    }

    private static IEnumerable<int> Tokens(byte[] il)
    {
        for (int at = 0; at < il.Length;)
        {
            OpCode code = OpCodesByValue[il[at] == 0xFE ? (short)(0xFE00 | il[at + 1]) : il[at]];
            at += code.Size;
            if (code.OperandType is OperandType.InlineTok or OperandType.InlineType or OperandType.InlineMethod or OperandType.InlineField)
                yield return BitConverter.ToInt32(il, at);
            at += OperandLength(code.OperandType, il, at);
        }
    }

    private static int OperandLength(OperandType operand, byte[] il, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
        _ => 4,
    };

    private static void AddMember(MemberInfo? member, HashSet<Type> found)
    {
        if (member is Type type) Add(type, found);
        else Add(member?.DeclaringType, found);
        if (member is FieldInfo field) Add(field.FieldType, found);
        if (member is MethodBase method) AddSignature(method, found);
    }

    private static void AddSignature(MethodBase method, HashSet<Type> found)
    {
        foreach (ParameterInfo parameter in method.GetParameters()) Add(parameter.ParameterType, found);
        if (method is MethodInfo { ReturnType: var returned }) Add(returned, found);
        if (method.IsGenericMethod) foreach (Type argument in method.GetGenericArguments()) Add(argument, found);
    }

    private static void AddConstraints(Type parameter, HashSet<Type> found)
    {
        if (!parameter.IsGenericParameter) return;
        foreach (Type constraint in parameter.GetGenericParameterConstraints()) Add(constraint, found);
    }

    private static void AddAttributes(MemberInfo member, HashSet<Type> found) => AddAttributes(member.GetCustomAttributesData(), found);

    private static void AddAttributes(ParameterInfo parameter, HashSet<Type> found) => AddAttributes(parameter.GetCustomAttributesData(), found);

    private static void AddAttributes(IEnumerable<CustomAttributeData> attributes, HashSet<Type> found)
    {
        foreach (CustomAttributeData attribute in attributes)
        {
            Add(attribute.AttributeType, found);
            foreach (CustomAttributeTypedArgument argument in attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(named => named.TypedValue)))
                if (argument.Value is Type named) Add(named, found);
        }
    }

    private static void Add(Type? type, HashSet<Type> found)
    {
        if (type is null || type.IsGenericParameter) return;
        if (type.HasElementType)
        {
            Add(type.GetElementType(), found);
            return;
        }

        if (type.IsConstructedGenericType) foreach (Type argument in type.GetGenericArguments()) Add(argument, found);
        found.Add(Outermost(type.IsGenericType ? type.GetGenericTypeDefinition() : type));
    }

    private static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } outer) type = outer;
        return type;
    }
}
