namespace Redoubt.Cel.Check;

/// <summary>What a name stands for outside of loops.</summary>
internal sealed record Reference(string Name, CelType Type, int Variable, CelValue Constant)
{
    public bool IsVariable => Variable >= 0;
}

/// <summary>Finds what names stand for, container by container from the inside out (cel-spec, "Name Resolution").</summary>
internal sealed class NameResolution
{
    private readonly CelEnvironment _environment;
    private readonly string[] _prefixes;

    public NameResolution(CelEnvironment environment)
    {
        _environment = environment;
        var container = environment.Parts.Container;
        List<string> prefixes = [];
        for (var end = container.Length; end > 0; end = container.LastIndexOf('.', end - 1))
        {
            prefixes.Add(container[..end] + ".");
        }

        prefixes.Add("");
        _prefixes = [.. prefixes];
    }

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
        var functions = _environment.Parts.Functions;
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
            return _environment.FindObjectType(name[1..]);
        }

        foreach (var prefix in _prefixes)
        {
            if (_environment.FindObjectType(prefix + name) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private Reference? Exactly(string name)
    {
        var variable = _environment.VariableIndex(name);
        if (variable >= 0)
        {
            return new Reference(name, _environment.Variables[variable].Type, variable, default);
        }

        if (_environment.Parts.Constants.TryGetValue(name, out var constant))
        {
            return new Reference(name, constant.Type, -1, constant.Value);
        }

        if (_environment.FindObjectType(name) is null)
        {
            return null;
        }

        var type = CelType.Object(name);
        return new Reference(name, CelType.TypeOf(type), -1, CelValue.Type(type));
    }
}
