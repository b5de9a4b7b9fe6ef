using System.Globalization;
using Redoubt.Yaml.Parse;

namespace Redoubt.Yaml.JsonFirst;

/// <summary>Numbers, as Go's decoder takes them.</summary>
internal ref partial struct JsonParser<TUnit>
{
    private bool Number()
    {
        var start = _pos;
        if (At(_pos) == '-')
        {
            _pos++;
        }

        if (At(_pos) == '0')
        {
            _pos++;
        }
        else if (!Digits())
        {
            return false;
        }

        var isInteger = true;
        if (At(_pos) == '.')
        {
            isInteger = false;
            _pos++;
            if (!Digits())
            {
                return false;
            }
        }

        if (At(_pos) is 'e' or 'E')
        {
            isInteger = false;
            _pos++;
            if (At(_pos) is '+' or '-')
            {
                _pos++;
            }

            if (!Digits())
            {
                return false;
            }
        }

        AddNumber(start, isInteger);
        return true;
    }

    private bool Digits()
    {
        var start = _pos;
        while (char.IsAsciiDigit(At(_pos)))
        {
            _pos++;
        }

        return _pos > start || Unexpected(_pos, "in numeric literal");
    }

    private void AddNumber(int start, bool isInteger)
    {
        ref var node = ref Add(NodeKind.Double, YamlStyle.Plain, start, _pos);
        Written(ref node, start, _pos);
        var text = _tree.TextOf(node);
        if (isInteger && text is not "-0")
        {
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out node.Bits))
            {
                node.Kind = NodeKind.Int64;
                return;
            }

            if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var large))
            {
                node.Kind = NodeKind.UInt64;
                node.Bits = (long)large;
                return;
            }
        }

        var value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        node.Bits = BitConverter.DoubleToInt64Bits(value);
        if (!double.IsFinite(value))
        {
            node.Flags |= NodeFlags.NotJson;
            _tree.NeedsCheck = true;
        }
    }
}
