using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Kubernetes;
using Redoubt.Kubernetes.Authorizer;

namespace Redoubt.Admission.Tests.KubernetesCel;

/// <summary>What a row adds to a server's language, each with the versions that have it.</summary>
internal static class VersionedOptions
{
    public static CelEnvironment Extend(CelEnvironment environment, Node options, int version, ExpressionKind kind)
    {
        if (!options.Exists)
        {
            return environment;
        }

        var builder = new CelEnvironmentBuilder(environment);
        foreach (var option in options.Items)
        {
            var introduced = SuiteLanguages.Minor(option["introduced"].AsString()!);
            var removed = option["removed"].AsString() is { } text ? SuiteLanguages.Minor(text) : EnvironmentPart.Never;
            var part = new EnvironmentPart("option", introduced, removed, into => Add(into, option));
            if (part.IsIn(version, int.MaxValue - 1, kind))
            {
                part.Add(builder);
            }
        }

        return builder.Build();
    }

    private static void Add(CelEnvironmentBuilder builder, Node option)
    {
        foreach (var type in option["types"].Fields)
        {
            builder.Types(new OneType(new FieldsType(type)));
        }

        foreach (var variable in option["variables"].Fields)
        {
            builder.Variable(variable.Key.ToString(), TypeOf(variable.AsString()!));
        }

        foreach (var function in option["functions"].Fields)
        {
            builder.Function(Declared(function.Key.ToString(), function.AsString()!));
        }

        if (option["library"].AsString() is { } library)
        {
            builder.Library(TestLibrary(library[(library.IndexOf('@') + 1)..]));
        }
    }

    private static CelType TypeOf(string name) => name switch
    {
        "string" => CelType.String,
        "int" => CelType.Int,
        "bool" => CelType.Bool,
        "kubernetes.authorization.Authorizer" => AuthorizerValue.AuthorizerType,
        _ => CelType.Object(name),
    };

    /// <summary>A function of the form <c>(string) -> string</c>, which gives its argument back.</summary>
    private static CelFunction Declared(string name, string signature)
    {
        var arrow = signature.IndexOf("->", StringComparison.Ordinal);
        var parameters = signature[1..signature.IndexOf(')')].Split(',').Select(one => TypeOf(one.Trim()));
        return CelFunction.Global(name, name, [.. parameters], TypeOf(signature[(arrow + 2)..].Trim()), static all => all[0]);
    }

    /// <summary>Kubernetes' library for tests: version 0 has <c>test() == true</c>, 1 <c>test() == false</c> and <c>testV1() == true</c>.</summary>
    private static CelLibrary TestLibrary(string version) => new()
    {
        Name = "kubernetes.test",
        Functions =
        [
            CelFunction.Global("test", "test", [], CelType.Bool, version == "0" ? static _ => CelValue.True : static _ => CelValue.False),
            .. version == "0" ? [] : new[] { CelFunction.Global("testV1", "testV1", [], CelType.Bool, static _ => CelValue.True) },
        ],
    };

    private sealed class OneType(CelObjectType type) : ITypeProvider
    {
        public CelObjectType? Find(string name) => name == type.Name ? type : null;
    }

    private sealed class FieldsType(Node fields) : CelObjectType
    {
        public override string Name { get; } = fields.Key.ToString();

        public override IEnumerable<string> FieldNames => fields.Exists ? [] : [];

        public override CelType? Field(string name) => fields.TryGet(name, out var type) ? TypeOf(type.AsString()!) : null;
    }
}
