using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;
using k8s.Models;

namespace Redoubt.Evidence.Tests.Schema;

/// <summary>Writes what KubernetesClient's models tell of kinds, types and fields as the text of `fields.txt`.</summary>
internal static class ModelText
{
    private static readonly Assembly Client = typeof(V1Pod).Assembly;

    public static string Derive()
    {
        var created = Created("Create");
        var kinds = Client.GetTypes().Select(t => (Type: t, Entity: t.GetCustomAttribute<KubernetesEntityAttribute>()))
            .Where(k => k.Entity is not null && typeof(k8s.IKubernetesObject<V1ObjectMeta>).IsAssignableFrom(k.Type))
            .Where(k => !string.IsNullOrEmpty(k.Entity!.PluralName) || created.Contains(k.Type)).ToList();
        var plurals = Client.GetTypes().Select(t => t.GetCustomAttribute<KubernetesEntityAttribute>())
            .Where(e => !string.IsNullOrEmpty(e?.PluralName))
            .GroupBy(e => (e!.Group, Item(e.Kind))).ToDictionary(g => g.Key, g => g.First()!.PluralName);
        var namespaced = Created("CreateNamespaced");
        var text = new StringBuilder();
        text.Append("# Kinds, types and fields of Kubernetes ").Append(GeneratedModelVersion.SwaggerVersion)
            .Append(", derived from the models of KubernetesClient.\n")
            .Append("# Not edited by hand: FieldsTextTests writes it; what the models do not tell is in supplement.txt.\n")
            .Append("# kinds: apiVersion kind plural scope type\n");
        text.Append("kinds\n");
        foreach (var line in kinds.Select(k => KindLine(k.Type, k.Entity!, plurals, namespaced)).Order(StringComparer.Ordinal))
        {
            text.Append(line);
        }

        foreach (var type in Reachable(kinds.Select(k => k.Type)))
        {
            text.Append("type ").Append(type.Name).Append('\n');
            foreach (var (name, property) in Fields(type))
            {
                text.Append("  ").Append(name).Append(' ').Append(Expression(property.PropertyType)).Append('\n');
            }
        }
        return text.ToString();
    }

    private static string KindLine(
        Type type, KubernetesEntityAttribute entity, Dictionary<(string, string), string> plurals, HashSet<Type> namespaced)
    {
        var apiVersion = entity.Group.Length == 0 ? entity.ApiVersion : entity.Group + "/" + entity.ApiVersion;
        var plural = plurals.GetValueOrDefault((entity.Group, entity.Kind), "-");
        return $"  {apiVersion} {entity.Kind} {plural} {(namespaced.Contains(type) ? "namespaced" : "cluster")} {type.Name}\n";
    }

    private static string Item(string kind) => kind.EndsWith("List", StringComparison.Ordinal) ? kind[..^4] : kind;

    // The models say nothing of scope, nor which kinds are objects of their own; the operations do: `CreateNamespacedPod`, `CreateNode`.
    private static HashSet<Type> Created(string prefix) => Client.GetTypes()
        .Where(t => t.IsInterface && t.Name.EndsWith("Operations", StringComparison.Ordinal))
        .SelectMany(t => t.GetMethods())
        .Where(m => m.Name.StartsWith(prefix, StringComparison.Ordinal))
        .Select(m => m.ReturnType.GenericTypeArguments[0].GenericTypeArguments.FirstOrDefault())
        .OfType<Type>().ToHashSet();

    private static IEnumerable<Type> Reachable(IEnumerable<Type> roots)
    {
        var seen = new HashSet<Type>();
        var open = new Stack<Type>(roots);
        while (open.TryPop(out var type))
        {
            if (seen.Add(type))
            {
                foreach (var (_, property) in Fields(type))
                {
                    if (Model(property.PropertyType) is { } model)
                    {
                        open.Push(model);
                    }
                }
            }
        }

        return seen.OrderBy(t => t.Name, StringComparer.Ordinal);
    }

    private static IEnumerable<(string Name, PropertyInfo Property)> Fields(Type type) => type.GetProperties()
        .Select(p => (p.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name, p))
        .Where(p => p.Name is not null).OrderBy(p => p.Name, StringComparer.Ordinal)!;

    private static Type? Model(Type type) => type.IsGenericType
        ? Model(type.GenericTypeArguments[^1])
        : type.Namespace == "k8s.Models" && type != typeof(IntOrString) && type != typeof(ResourceQuantity) ? type : null;

    private static string Expression(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Expression(underlying);
        }

        if (type.IsGenericType)
        {
            return (type.GenericTypeArguments.Length == 2 ? "map(" : "list(") + Expression(type.GenericTypeArguments[^1]) + ")";
        }

        if (Model(type) is { } model)
        {
            return model.Name;
        }

        return Scalars.TryGetValue(type, out var name) ? name : throw new NotSupportedException($"no name for {type}");
    }

    private static readonly Dictionary<Type, string> Scalars = new()
    {
        [typeof(string)] = "string",
        [typeof(int)] = "int32",
        [typeof(long)] = "int64",
        [typeof(double)] = "double",
        [typeof(bool)] = "bool",
        [typeof(DateTime)] = "time",
        [typeof(byte[])] = "bytes",
        [typeof(object)] = "any",
        [typeof(IntOrString)] = "int-or-string",
        [typeof(ResourceQuantity)] = "quantity",
    };
}
