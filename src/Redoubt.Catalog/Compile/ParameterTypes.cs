using Redoubt.Cel;

namespace Redoubt.Catalog.Compile;

/// <summary>The types that a parameter may have: <c>string</c>, <c>int</c>, <c>bool</c>, <c>double</c>, lists and maps of them.</summary>
internal static class ParameterTypes
{
    public static bool TryParse(string text, out CelType type)
    {
        type = text switch
        {
            "string" => CelType.String,
            "int" => CelType.Int,
            "bool" => CelType.Bool,
            "double" => CelType.Double,
            _ => CelType.Error,
        };
        if (type != CelType.Error)
        {
            return true;
        }

        if (text.StartsWith("list(", StringComparison.Ordinal) && text.EndsWith(')') && TryParse(text[5..^1], out var element))
        {
            type = CelType.List(element);
            return true;
        }

        if (text.StartsWith("map(string,", StringComparison.Ordinal) && text.EndsWith(')') && TryParse(text[11..^1].Trim(), out var value))
        {
            type = CelType.Map(CelType.String, value);
            return true;
        }

        return false;
    }

    /// <summary>Whether a value is of the type.</summary>
    public static bool Fits(CelValue value, CelType type) => type.Kind switch
    {
        CelTypeKind.String => value.Kind == CelKind.String,
        CelTypeKind.Int => value.Kind == CelKind.Int,
        CelTypeKind.Bool => value.Kind == CelKind.Bool,
        CelTypeKind.Double => value.Kind is CelKind.Double or CelKind.Int,
        CelTypeKind.List => value.Kind == CelKind.List && All(value.Items, type.Parameters[0]),
        CelTypeKind.Map => value.Kind == CelKind.Map && AllValues(value.Items, type.Parameters[1]),
        _ => false,
    };

    private static bool All(CelItems items, CelType type)
    {
        foreach (var item in items)
        {
            if (!Fits(item, type))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AllValues(CelItems items, CelType type)
    {
        while (items.MoveNext())
        {
            if (!Fits(items.CurrentValue, type))
            {
                return false;
            }
        }

        return true;
    }
}
