using System.Collections.Immutable;
using Redoubt.Cel.Values;

namespace Redoubt.Cel.Language;

/// <summary>Finds what names stand for, container by container from the inside out (cel-spec, "Name Resolution").</summary>
internal sealed class NameResolution
{
    private readonly Dictionary<string, int> _variableIndex = new(StringComparer.Ordinal);
    private readonly string[] _prefixes;

    public NameResolution(EnvironmentParts parts)
    {
        Parts = parts;
        Variables = [.. parts.Variables.Select(pair => (pair.Key, pair.Value))];
        for (var i = 0; i < Variables.Length; i++)
        {
            _variableIndex.Add(Variables[i].Name, i);
        }

        var container = parts.Container;
        List<string> prefixes = [];
        for (var end = container.Length; end > 0; end = container.LastIndexOf('.', end - 1))
        {
            prefixes.Add(container[..end] + ".");
        }

        prefixes.Add("");
        _prefixes = [.. prefixes];
    }

    /// <summary>The parts of the language.</summary>
    public EnvironmentParts Parts { get; }

    /// <summary>The variables in the order of their index.</summary>
    public ImmutableArray<(string Name, CelType Type)> Variables { get; }

    /// <summary>The index of a variable, or -1.</summary>
    public int VariableIndex(string name) => _variableIndex.GetValueOrDefault(name, -1);

    /// <summary>The variable, constant or type of this name, or null.</summary>
    public Reference? Find(string name)
    {
        if (name.StartsWith('.'))
        {
            return Exactly(name[1..]);
        }

        foreach (var prefix in _prefixes)
        {
            if (Exactly(prefix + name) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The function of this name, or null.</summary>
    public CelFunction? FindFunction(string name)
    {
        var functions = Parts.Functions;
        if (name.StartsWith('.'))
        {
            return functions.GetValueOrDefault(name[1..]);
        }

        foreach (var prefix in _prefixes)
        {
            if (functions.TryGetValue(prefix.Length == 0 ? name : prefix + name, out var found))
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The object type of this name, or null.</summary>
    public CelObjectType? FindType(string name)
    {
        if (name.StartsWith('.'))
        {
            return FindObjectType(name[1..]);
        }

        foreach (var prefix in _prefixes)
        {
            if (FindObjectType(prefix + name) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The object type of exactly this name, or null.</summary>
    public CelObjectType? FindObjectType(string name)
    {
        foreach (var provider in Parts.Providers)
        {
            if (provider.Find(name) is { } found)
            {
                return found;
            }
        }

        return WellKnownTypes.Find(name);
    }

    /// <summary>The variable, constant or type of exactly this name, or null.</summary>
    public Reference? Exactly(string name)
    {
        var variable = VariableIndex(name);
        if (variable >= 0)
        {
            return new Reference(name, Variables[variable].Type, variable, default);
        }

        if (Parts.Constants.TryGetValue(name, out var constant))
        {
            return new Reference(name, constant.Type, -1, constant.Value);
        }

        if (FindObjectType(name) is not { IsNamed: true })
        {
            return null;
        }

        var type = CelType.Object(name);
        return new Reference(name, CelType.TypeOf(type), -1, CelValue.Type(type));
    }
}
